# style: a folder of modules that import each other; this file gathers the names
from graphs import (
    graph_a,
    graph_a_backward,
    graph_a_forward,
    graph_c_backward,
    graph_c_forward,
)
from layers import *  # noqa: F403
from network import SoftmaxClassifier
from optimizers import SGD_Momentum, train_network
from settings import RUNS as hyperparameters
from utils.losses import softmax_loss

if __name__ == "__main__":
    import experiments

    experiments.main()
