package org.meta4j.engine.internal.program;

import org.meta4j.engine.internal.kernels.Kernels;

/** What one thread needs to run steps: the kernels, the arrays, and scratch space of its own. */
public final class Frame {
    final Kernels kernels;
    final float[] workspace;
    final float[] shared;
    final float[] scratch;

    /** First of the images that a pipeline has under way. */
    int firstImage;

    /** A frame over a run's workspace and the block of parameters. */
    public Frame(Kernels kernels, float[] workspace, float[] shared, int scratchLength) {
        this.kernels = kernels;
        this.workspace = workspace;
        this.shared = shared;
        this.scratch = new float[scratchLength + Kernels.SLACK];
    }
}
