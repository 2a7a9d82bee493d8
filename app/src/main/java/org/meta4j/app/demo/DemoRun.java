package org.meta4j.app.demo;

import java.nio.file.Path;
import java.util.List;
import org.meta4j.app.pictures.EpisodePicture;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.AtomicFiles;
import org.meta4j.learners.training.Trainer;
import org.meta4j.learners.training.TrainingListener;
import org.meta4j.scores.MeanInterval;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Task;

/** The steps of the demo. Nothing is written before all is computed. */
final class DemoRun {
    private static final String MODEL = "model.safetensors";
    private static final String PICTURE = "episode.png";
    private static final int PICTURE_QUERIES = 8;

    private final DemoPlan plan;
    private final DemoData data;
    private final Workers workers;

    DemoRun(DemoPlan plan, DemoData data, Workers workers) {
        this.plan = plan;
        this.data = data;
        this.workers = workers;
    }

    TrainedLearner train(TrainingListener listener) {
        return new Trainer(plan.learner(), plan.training(), data.dataset(), workers)
                .listen(listener)
                .train();
    }

    MeanInterval test(TrainedLearner learner, int shots) {
        EpisodeSampler tasks =
                new EpisodeSampler(data.dataset().test(), DemoPlan.TEST.withShots(shots), seed("test-" + shots));
        return new Evaluator(workers).evaluate(learner, tasks, plan.tasks()).accuracy();
    }

    DemoResult write(TrainedLearner learner, MeanInterval oneShot, MeanInterval fiveShot, Path folder) {
        OneAlphabet alphabet = OneAlphabet.largest(data.dataset().test());
        byte[] png = picture(learner, alphabet);
        Path model = folder.resolve(MODEL);
        Path picture = folder.resolve(PICTURE);
        learner.save(model);
        AtomicFiles.write(picture, png);
        return new DemoResult(oneShot, fiveShot, model, picture, ExampleFiles.write(alphabet, folder));
    }

    private byte[] picture(TrainedLearner learner, LabelledExamples alphabet) {
        EpisodeShape shape = DemoPlan.TEST.withShots(DemoPlan.FEW_SHOTS).withQueries(PICTURE_QUERIES);
        Task task = new EpisodeSampler(alphabet, shape, seed("picture")).task(0);
        Predictions predictions = learner.learn(task.support()).predict(task.query());
        List<String> names = task.support().classes().names();
        String title = "Five characters of an alphabet never seen before, learned from one drawing each";
        return EpisodePicture.png(task, predictions, title, names);
    }

    private long seed(String purpose) {
        return Seeds.of(plan.training().seed(), "demo-" + purpose);
    }
}
