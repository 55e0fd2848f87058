"""Who works for an instansi: inviting somebody, taking an invite back, taking a role away."""
