"""What the desks of an instansi share: who may sit there, the menu, and the commands that lead to each desk."""
