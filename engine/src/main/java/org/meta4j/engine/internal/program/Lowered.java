package org.meta4j.engine.internal.program;

import java.util.List;
import java.util.Map;
import org.meta4j.engine.ProgramStep;

/**
 * What lowering yields.
 *
 * @param steps instructions in order
 * @param listing what the steps do, for people
 * @param inputs where each input of a task goes
 * @param parameters where each shared input goes
 * @param outputs where each result is found
 * @param workspaceLength numbers in a run's workspace
 * @param outputsLength numbers at the workspace's beginning that hold all outputs
 * @param sharedLength numbers in the block of parameters
 * @param scratchLength numbers of scratch space a thread needs
 */
public record Lowered(
        List<Step> steps,
        List<ProgramStep> listing,
        Map<String, Buffer> inputs,
        Map<String, Buffer> parameters,
        Map<String, Buffer> outputs,
        int workspaceLength,
        int outputsLength,
        int sharedLength,
        int scratchLength) {}
