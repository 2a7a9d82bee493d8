package org.meta4j.engine.internal.program;

import java.util.List;
import java.util.Map;

/**
 * What lowering yields.
 *
 * @param common instructions that are done once for all tasks of a run, in order: their results are shared
 * @param steps instructions of a task, in order
 * @param inputs where each input of a task goes
 * @param parameters where each shared input goes
 * @param outputs where each result is found
 * @param workspaceLength numbers in a run's workspace
 * @param outputsLength numbers at the workspace's beginning that hold all outputs
 * @param sharedLength numbers in the block of parameters and of what is common to all tasks
 * @param scratchLength numbers of scratch space a thread needs
 */
public record Lowered(
        List<Step> common,
        List<Step> steps,
        Map<String, Buffer> inputs,
        Map<String, Buffer> parameters,
        Map<String, Buffer> outputs,
        int workspaceLength,
        int outputsLength,
        int sharedLength,
        int scratchLength) {}
