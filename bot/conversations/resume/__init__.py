"""The fourth page: everything at a glance, the tick, and the end of the pendataan."""
