#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

typedef std::vector<double> Vector;
typedef std::vector<Vector> Matrix;

const int CLASSES = 10;

struct Data {
    Matrix x;
    std::vector<int> y;
};

Data read(const char *path) {
    Data data;
    std::ifstream in(path);
    std::string line, field;
    while (std::getline(in, line)) {
        std::stringstream fields(line);
        Vector row;
        while (std::getline(fields, field, ',')) row.push_back(std::atof(field.c_str()));
        if (row.empty()) continue;
        data.y.push_back(static_cast<int>(row[0]));
        row[0] = 1.0;
        data.x.push_back(row);
    }
    return data;
}

class Network {
public:
    Network(size_t width, int hidden, bool random)
        : alpha(hidden, Vector(width, 0.0)), beta(CLASSES, Vector(hidden + 1, 0.0)), z(hidden + 1), p(CLASSES) {
        if (!random) return;
        std::mt19937 generator{std::random_device{}()};
        std::uniform_real_distribution<double> uniform(-0.1, 0.1);
        for (auto &row : alpha) for (size_t i = 1; i < row.size(); ++i) row[i] = uniform(generator);
        for (auto &row : beta) for (size_t i = 1; i < row.size(); ++i) row[i] = uniform(generator);
    }

    void forward(const Vector &x) {
        z[0] = 1.0;
        for (size_t h = 0; h < alpha.size(); ++h) z[h + 1] = 1.0 / (1.0 + std::exp(-dot(alpha[h], x)));
        double top = -1e300, sum = 0.0;
        for (int k = 0; k < CLASSES; ++k) top = std::max(top, p[k] = dot(beta[k], z));
        for (double &v : p) sum += v = std::exp(v - top);
        for (double &v : p) v /= sum;
    }

    void step(const Vector &x, int y, double rate) {
        forward(x);
        p[y] -= 1.0;
        Vector ga(alpha.size());
        for (size_t h = 0; h < ga.size(); ++h) {
            double gz = 0.0;
            for (int k = 0; k < CLASSES; ++k) gz += p[k] * beta[k][h + 1];
            ga[h] = gz * z[h + 1] * (1.0 - z[h + 1]);
        }
        for (int k = 0; k < CLASSES; ++k) add(beta[k], -rate * p[k], z);
        for (size_t h = 0; h < ga.size(); ++h) add(alpha[h], -rate * ga[h], x);
    }

    double loss(const Data &data) {
        double total = 0.0;
        for (size_t i = 0; i < data.y.size(); ++i) {
            forward(data.x[i]);
            total -= std::log(p[data.y[i]]);
        }
        return total / data.y.size();
    }

    double predict(const Data &data, const char *path) {
        std::ofstream out(path);
        int wrong = 0;
        for (size_t i = 0; i < data.y.size(); ++i) {
            forward(data.x[i]);
            int best = 0;
            for (int k = 1; k < CLASSES; ++k) if (p[k] > p[best]) best = k;
            out << best << '\n';
            wrong += best != data.y[i];
        }
        return static_cast<double>(wrong) / data.y.size();
    }

private:
    Matrix alpha, beta;
    Vector z, p;

    static double dot(const Vector &a, const Vector &b) {
        double sum = 0.0;
        for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
        return sum;
    }
    static void add(Vector &a, double factor, const Vector &b) {
        for (size_t i = 0; i < a.size(); ++i) a[i] += factor * b[i];
    }
};

int main(int argc, char **argv) {
    if (argc != 10) {
        std::cerr << "nine arguments expected" << std::endl;
        return 1;
    }
    Data train = read(argv[1]), validation = read(argv[2]);
    int epochs = std::atoi(argv[6]);
    double rate = std::atof(argv[9]);
    Network net(train.x[0].size(), std::atoi(argv[7]), std::atoi(argv[8]) == 1);
    std::ofstream metrics(argv[5]);
    metrics << std::setprecision(12);
    for (int epoch = 1; epoch <= epochs; ++epoch) {
        for (size_t i = 0; i < train.y.size(); ++i) net.step(train.x[i], train.y[i], rate);
        metrics << "epoch=" << epoch << " crossentropy(train): " << net.loss(train) << '\n';
        metrics << "epoch=" << epoch << " crossentropy(validation): " << net.loss(validation) << '\n';
    }
    metrics << "error(train): " << net.predict(train, argv[3]) << '\n';
    metrics << "error(validation): " << net.predict(validation, argv[4]) << '\n';
    return 0;
}
