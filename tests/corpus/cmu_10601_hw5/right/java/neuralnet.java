import java.io.*;
import java.util.*;

public class neuralnet {
    static final int CLASSES = 10;

    static class Data {
        double[][] x;
        int[] y;
    }

    static Data read(String path) throws IOException {
        List<double[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new FileReader(path))) {
            String line;
            while ((line = in.readLine()) != null) {
                if (line.trim().isEmpty()) continue;
                String[] fields = line.trim().split(",");
                double[] row = new double[fields.length];
                row[0] = 1.0;
                for (int i = 1; i < fields.length; i++) row[i] = Double.parseDouble(fields[i]);
                rows.add(row);
                labels.add(Integer.parseInt(fields[0].trim()));
            }
        }
        Data data = new Data();
        data.x = rows.toArray(new double[0][]);
        data.y = new int[labels.size()];
        for (int i = 0; i < data.y.length; i++) data.y[i] = labels.get(i);
        return data;
    }

    double[][] alpha, beta;
    double[] z, yhat;

    neuralnet(int width, int hidden, boolean random) {
        alpha = new double[hidden][width];
        beta = new double[CLASSES][hidden + 1];
        z = new double[hidden + 1];
        yhat = new double[CLASSES];
        if (random) {
            Random generator = new Random();
            for (double[][] w : new double[][][] {alpha, beta})
                for (double[] row : w)
                    for (int j = 1; j < row.length; j++) row[j] = 0.2 * generator.nextDouble() - 0.1;
        }
    }

    void forward(double[] x) {
        z[0] = 1.0;
        for (int h = 0; h < alpha.length; h++) {
            double a = 0.0;
            for (int i = 0; i < x.length; i++) a += alpha[h][i] * x[i];
            z[h + 1] = 1.0 / (1.0 + Math.exp(-a));
        }
        double top = Double.NEGATIVE_INFINITY, sum = 0.0;
        for (int k = 0; k < CLASSES; k++) {
            double b = 0.0;
            for (int h = 0; h < z.length; h++) b += beta[k][h] * z[h];
            yhat[k] = b;
            top = Math.max(top, b);
        }
        for (int k = 0; k < CLASSES; k++) {
            yhat[k] = Math.exp(yhat[k] - top);
            sum += yhat[k];
        }
        for (int k = 0; k < CLASSES; k++) yhat[k] /= sum;
    }

    void step(double[] x, int y, double rate) {
        forward(x);
        double[] gb = yhat.clone();
        gb[y] -= 1.0;
        double[] ga = new double[alpha.length];
        for (int h = 0; h < ga.length; h++) {
            double gz = 0.0;
            for (int k = 0; k < CLASSES; k++) gz += beta[k][h + 1] * gb[k];
            ga[h] = gz * z[h + 1] * (1.0 - z[h + 1]);
        }
        for (int k = 0; k < CLASSES; k++)
            for (int h = 0; h < z.length; h++) beta[k][h] -= rate * gb[k] * z[h];
        for (int h = 0; h < ga.length; h++)
            for (int i = 0; i < x.length; i++) alpha[h][i] -= rate * ga[h] * x[i];
    }

    double loss(Data data) {
        double total = 0.0;
        for (int i = 0; i < data.y.length; i++) {
            forward(data.x[i]);
            total -= Math.log(yhat[data.y[i]]);
        }
        return total / data.y.length;
    }

    double predict(Data data, String path) throws IOException {
        int wrong = 0;
        try (PrintWriter out = new PrintWriter(new FileWriter(path))) {
            for (int i = 0; i < data.y.length; i++) {
                forward(data.x[i]);
                int best = 0;
                for (int k = 1; k < CLASSES; k++) if (yhat[k] > yhat[best]) best = k;
                out.print(best + "\n");
                if (best != data.y[i]) wrong++;
            }
        }
        return (double) wrong / data.y.length;
    }

    public static void main(String[] args) throws IOException {
        Data train = read(args[0]), validation = read(args[1]);
        int epochs = Integer.parseInt(args[5]);
        double rate = Double.parseDouble(args[8]);
        neuralnet net = new neuralnet(train.x[0].length, Integer.parseInt(args[6]), args[7].equals("1"));
        StringBuilder metrics = new StringBuilder();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            for (int i = 0; i < train.y.length; i++) net.step(train.x[i], train.y[i], rate);
            metrics.append("epoch=" + epoch + " crossentropy(train): " + net.loss(train) + "\n");
            metrics.append("epoch=" + epoch + " crossentropy(validation): " + net.loss(validation) + "\n");
        }
        metrics.append("error(train): " + net.predict(train, args[2]) + "\n");
        metrics.append("error(validation): " + net.predict(validation, args[3]) + "\n");
        try (PrintWriter out = new PrintWriter(new FileWriter(args[4]))) {
            out.print(metrics);
        }
    }
}
