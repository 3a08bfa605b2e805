class linear_layer:
    def forward(self, X)
        return X
