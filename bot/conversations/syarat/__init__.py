"""Who belongs into the pendataan, asked before there is an account: five taps, each answered with its rule."""
