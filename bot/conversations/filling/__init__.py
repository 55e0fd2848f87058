"""What the pages of the pendataan share: who may fill in, where they go on, and the menu."""
