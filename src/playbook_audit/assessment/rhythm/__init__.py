"""An account judged on its own rhythm: on which days it posted, and how long its silences were."""
