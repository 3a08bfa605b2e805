import java.io.*;
import java.nio.file.*;
import java.util.*;

/** One hidden layer of sigmoid units, softmax, plain SGD; bias in column 0. */
public class neuralnet {
  static final int CLASSES = 10;
  double[][] alpha, beta;
  double[] z, p;

  static double[][] read(String path) throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Paths.get(path))) {
      if (line.trim().isEmpty()) continue;
      String[] words = line.split(",");
      double[] row = new double[words.length];
      for (int i = 0; i < words.length; i++) row[i] = Double.parseDouble(words[i].trim());
      rows.add(row);
    }
    return rows.toArray(new double[0][]);
  }

  // A row holds the label where the bias' 1 belongs, so index 0 counts as 1 here.
  static double at(double[] row, int i) {
    return i == 0 ? 1 : row[i];
  }

  void forward(double[] row) {
    z = new double[alpha.length + 1];
    z[0] = 1;
    for (int j = 0; j < alpha.length; j++) {
      double a = 0;
      for (int m = 0; m < row.length; m++) a += alpha[j][m] * at(row, m);
      z[j + 1] = 1 / (1 + Math.exp(-a));
    }
    p = new double[CLASSES];
    double sum = 0, largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < CLASSES; k++) {
      for (int j = 0; j < z.length; j++) p[k] += beta[k][j] * z[j];
      largest = Math.max(largest, p[k]);
    }
    for (int k = 0; k < CLASSES; k++) sum += p[k] = Math.exp(p[k] - largest);
    for (int k = 0; k < CLASSES; k++) p[k] /= sum;
  }

  void step(double[] row, double rate) {
    forward(row);
    double[] hidden = new double[z.length];
    p[(int) row[0]] -= 1;
    for (int k = 0; k < CLASSES; k++)
      for (int j = 0; j < z.length; j++) {
        hidden[j] += beta[k][j] * p[k];
        beta[k][j] -= rate * p[k] * z[j];
      }
    for (int j = 1; j < z.length; j++)
      for (int m = 0; m < row.length; m++)
        alpha[j - 1][m] -= rate * hidden[j] * z[j] * (1 - z[j]) * at(row, m);
  }

  double loss(double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      forward(row);
      sum -= Math.log(p[(int) row[0]]);
    }
    return sum / rows.length;
  }

  double predict(double[][] rows, String path) throws IOException {
    int wrong = 0;
    try (PrintWriter out = new PrintWriter(path)) {
      for (double[] row : rows) {
        forward(row);
        int best = 0;
        for (int k = 1; k < CLASSES; k++) if (p[k] > p[best]) best = k;
        out.println(best);
        if (best != (int) row[0]) wrong++;
      }
    }
    return wrong / (double) rows.length;
  }

  static double[][] weights(int rows, int columns, int flag, Random random) {
    double[][] made = new double[rows][columns];
    for (double[] row : made)
      for (int i = 1; i < columns && flag == 1; i++) row[i] = random.nextDouble() * 0.2 - 0.1;
    return made;
  }

  public static void main(String[] args) throws IOException {
    double[][] train = read(args[0]), validation = read(args[1]);
    int epochs = Integer.parseInt(args[5]), hidden = Integer.parseInt(args[6]);
    int flag = Integer.parseInt(args[7]);
    double rate = Double.parseDouble(args[8]);
    Random random = new Random(7);
    neuralnet net = new neuralnet();
    net.alpha = weights(hidden, train[0].length, flag, random);
    net.beta = weights(CLASSES, hidden + 1, flag, random);
    try (PrintWriter out = new PrintWriter(args[4])) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        for (double[] row : train) net.step(row, rate);
        out.println("epoch=" + epoch + " crossentropy(train): " + net.loss(train));
        out.println("epoch=" + epoch + " crossentropy(validation): " + net.loss(validation));
      }
      out.println("error(train): " + net.predict(train, args[2]));
      out.println("error(validation): " + net.predict(validation, args[3]));
    }
  }
}
