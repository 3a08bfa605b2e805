"""Parameters that are no dict, and histories that are no lists."""


class TwoLayerMLP:
    made = 0

    def __init__(self, D, H, C, std=1e-4, activation="relu"):
        kinds = (None, (1, 2), [], "params", 7, {"W1": None}, {1: 2}, lambda: {})
        self.params = kinds[TwoLayerMLP.made % len(kinds)]
        TwoLayerMLP.made += 1

    def loss(self, X, y=None, reg=0.0):
        return None, None

    def train(self, *args, **options):
        names = ("loss_history", "grad_magnitude_history", "train_acc_history", "val_acc_history")
        return dict.fromkeys(names, 0.5)

    def predict(self, X):
        return {}
