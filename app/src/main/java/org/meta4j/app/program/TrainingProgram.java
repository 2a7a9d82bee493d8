package org.meta4j.app.program;

import java.util.List;
import org.meta4j.engine.Program;
import org.meta4j.engine.ProgramStep;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.objectives.InnerMemory;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.training.TrainingMemory;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/**
 * What one training task of a method compiles to: as it stands in JSON.
 *
 * @param method the method
 * @param network kind of its network
 * @param ways classes of a training task
 * @param shots supports of each class
 * @param queries queries of each class
 * @param innerSteps steps while meta-training; 0 for methods that take none
 * @param tasks of a meta-iteration
 * @param threads that compute
 * @param flops floating-point operations of one task
 * @param bytes that one task moves
 * @param passes steps that one task goes through
 * @param memory of a training
 * @param peakBytes all of that memory
 * @param steps of the program
 */
public record TrainingProgram(
        String method,
        String network,
        int ways,
        int shots,
        int queries,
        int innerSteps,
        int tasks,
        int threads,
        long flops,
        long bytes,
        int passes,
        TrainingMemory memory,
        long peakBytes,
        List<ProgramStep> steps) {
    /** Compiles, and computes nothing. */
    public static TrainingProgram compile(LearnerSettings learner, TrainingSettings training, int threads) {
        Method method = Methods.named(learner.method());
        Objective objective = method.objective(learner);
        Tensors parameters = objective.initialise(0);
        EpisodeShape episode = training.episode();
        var inner = learner.inner();
        Program program = (inner == null ? InnerMemory.STORED : inner.trainingMemory())
                .compile(
                        objective,
                        parameters,
                        episode.supportSize(),
                        episode.querySize(),
                        learner.width(episode.ways()));
        int example = new ExampleShape(learner.network().exampleShape()).length();
        TrainingMemory memory = TrainingMemory.of(
                program.memory(), training, threads, parameters.length(), training.validationTasks() > 0, example, 0);
        return new TrainingProgram(
                method.name(),
                learner.network().kind(),
                episode.ways(),
                episode.shots(),
                episode.queries(),
                inner == null ? 0 : inner.innerSteps(),
                training.tasksPerIteration(),
                threads,
                program.flops(),
                program.bytes(),
                program.passes(),
                memory,
                memory.total(),
                program.steps());
    }
}
