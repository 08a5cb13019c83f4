"""What a run would do, touch, ask and cost, worked out before anything is sent."""
