STAGES = ()
