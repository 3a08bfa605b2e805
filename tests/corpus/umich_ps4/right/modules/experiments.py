"""Only for my own runs; needs the plots package and the data in ./data."""
import pickle


def main():
    import matplotlib.pyplot as plt

    from backprop import SoftmaxClassifier, hyperparameters, train_network

    with open("data/cifar10.pkl", "rb") as f:
        data = pickle.load(f)
    model = SoftmaxClassifier(**hyperparameters["sgd"]["model"])
    _, train, val = train_network(model, data, **hyperparameters["sgd"]["training"])
    plt.plot(train)
    plt.plot(val)
    plt.savefig("curves.png")
