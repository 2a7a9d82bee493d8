package org.meta4j.app.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TrainedLearner;

class ModelFileTest {
    @TempDir
    private Path temporary;

    private Path images;
    private Path run;

    @BeforeEach
    void train() {
        images = TinyImages.write(temporary);
        run = temporary.resolve("run");
        Cli cli = Cli.line("train --method protonet --data folder:" + images + " --ways 3 --network mlp --filters 8"
                + " --iterations 2 --validation-tasks 0 --quiet --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    @Test
    void aRunsModelAndItsDataAreFound() {
        ModelFile found = ModelFile.find(run);
        assertThat(found.path()).isEqualTo(run.resolve("model.safetensors"));
        assertThat(found.data())
                .hasValueSatisfying(data -> assertThat(data.data()).contains(images.toString()));
        assertThat(ModelFile.find(found.path()).data()).isEmpty();
    }

    @Test
    void aRunWithoutAModelHasThatOfItsCheckpointForEveryCommand() throws IOException {
        TrainedLearner kept = ModelFile.find(run).load();
        Files.delete(run.resolve("model.safetensors"));
        ModelFile found = ModelFile.find(run);
        assertThat(found.path()).isEqualTo(run.resolve("checkpoints/last.safetensors"));
        kept.parameters()
                .asMap()
                .forEach((name, tensor) -> assertThat(
                                found.load().parameters().get(name).values())
                        .as(name)
                        .containsExactly(tensor.values()));

        Path task = temporary.resolve("letters.task.safetensors");
        Cli adapted = Cli.line("adapt " + images + " --model " + run + " -o " + task);
        assertThat(adapted.code()).as(adapted.err()).isZero();
        assertThat(TaskFile.load(task).model().name()).isEqualTo("checkpoints/last.safetensors");
    }
}
