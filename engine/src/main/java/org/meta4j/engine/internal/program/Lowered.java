package org.meta4j.engine.internal.program;

import java.util.List;
import java.util.Map;
import org.meta4j.engine.ProgramStep;

/**
 * What lowering yields.
 *
 * @param common instructions that are done once for all tasks of a run, in order: their results are shared
 * @param steps instructions of a task, in order
 * @param listing what the steps do, for people
 * @param inputs where each input of a task goes
 * @param parameters where each shared input goes
 * @param outputs where each result is found: one after another, at the workspace's beginning
 * @param workspace all buffers of a run
 * @param commonResults where the common instructions' results go, among the parameters
 * @param workspaceLength numbers in a run's workspace
 * @param sharedLength numbers in the block of parameters and of what is common to all tasks
 * @param scratchLength numbers of scratch space a thread needs
 */
public record Lowered(
        List<Step> common,
        List<Step> steps,
        List<ProgramStep> listing,
        Map<String, Buffer> inputs,
        Map<String, Buffer> parameters,
        Map<String, Buffer> outputs,
        List<Buffer> workspace,
        List<Buffer> commonResults,
        int workspaceLength,
        int sharedLength,
        int scratchLength) {}
