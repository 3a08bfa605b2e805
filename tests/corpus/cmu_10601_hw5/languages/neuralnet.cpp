// One hidden layer of sigmoid units, softmax, plain SGD; bias in column 0.
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <random>
#include <sstream>
#include <string>
#include <vector>

typedef std::vector<double> Row;
typedef std::vector<Row> Table;
const int CLASSES = 10;

struct Data {
  std::vector<int> labels;
  Table rows;  // each with a leading 1
};

Data load(const char* path) {
  Data data;
  std::ifstream file(path);
  std::string line, word;
  while (std::getline(file, line)) {
    if (line.find_first_not_of(" \r") == std::string::npos) continue;
    std::stringstream words(line);
    std::getline(words, word, ',');
    data.labels.push_back(std::atoi(word.c_str()));
    Row row(1, 1.0);
    while (std::getline(words, word, ',')) row.push_back(std::atof(word.c_str()));
    data.rows.push_back(row);
  }
  return data;
}

struct Net {
  Table alpha, beta;
  Row z, probabilities;

  void forward(const Row& x) {
    z.assign(alpha.size() + 1, 1.0);
    for (size_t j = 0; j < alpha.size(); j++) {
      double a = 0;
      for (size_t m = 0; m < x.size(); m++) a += alpha[j][m] * x[m];
      z[j + 1] = 1 / (1 + std::exp(-a));
    }
    probabilities.assign(CLASSES, 0.0);
    double largest = -1e300, sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      for (size_t j = 0; j < z.size(); j++) probabilities[k] += beta[k][j] * z[j];
      largest = std::max(largest, probabilities[k]);
    }
    for (double& p : probabilities) sum += (p = std::exp(p - largest));
    for (double& p : probabilities) p /= sum;
  }

  void step(const Row& x, int label, double rate) {
    forward(x);
    Row d(probabilities), dz(z.size(), 0.0);
    d[label] -= 1;
    for (int k = 0; k < CLASSES; k++)
      for (size_t j = 0; j < z.size(); j++) {
        dz[j] += beta[k][j] * d[k];
        beta[k][j] -= rate * d[k] * z[j];
      }
    for (size_t j = 1; j < z.size(); j++) {
      double g = rate * dz[j] * z[j] * (1 - z[j]);
      for (size_t m = 0; m < x.size(); m++) alpha[j - 1][m] -= g * x[m];
    }
  }

  double loss(const Data& data) {
    double sum = 0;
    for (size_t i = 0; i < data.rows.size(); i++) {
      forward(data.rows[i]);
      sum -= std::log(probabilities[data.labels[i]]);
    }
    return sum / data.rows.size();
  }

  double predict(const Data& data, const char* path) {
    std::ofstream file(path);
    int wrong = 0;
    for (size_t i = 0; i < data.rows.size(); i++) {
      forward(data.rows[i]);
      int best = 0;
      for (int k = 1; k < CLASSES; k++)
        if (probabilities[k] > probabilities[best]) best = k;
      file << best << "\n";
      wrong += best != data.labels[i];
    }
    return double(wrong) / data.rows.size();
  }
};

Table weights(int rows, int columns, int flag) {
  static std::mt19937 engine(7);
  std::uniform_real_distribution<double> draw(-0.1, 0.1);
  Table table(rows, Row(columns, 0.0));
  if (flag == 1)
    for (Row& row : table)
      for (int i = 1; i < columns; i++) row[i] = draw(engine);
  return table;
}

int main(int argc, char** argv) {
  if (argc < 10) return 2;
  Data train = load(argv[1]), validation = load(argv[2]);
  int epochs = std::atoi(argv[6]), hidden = std::atoi(argv[7]), flag = std::atoi(argv[8]);
  double rate = std::atof(argv[9]);
  Net net;
  net.alpha = weights(hidden, train.rows[0].size(), flag);
  net.beta = weights(CLASSES, hidden + 1, flag);
  std::ofstream metrics(argv[5]);
  metrics << std::setprecision(12);
  for (int epoch = 1; epoch <= epochs; epoch++) {
    for (size_t i = 0; i < train.rows.size(); i++) net.step(train.rows[i], train.labels[i], rate);
    metrics << "epoch=" << epoch << " crossentropy(train): " << net.loss(train) << "\n";
    metrics << "epoch=" << epoch << " crossentropy(validation): " << net.loss(validation) << "\n";
  }
  metrics << "error(train): " << net.predict(train, argv[3]) << "\n";
  metrics << "error(validation): " << net.predict(validation, argv[4]) << "\n";
}
