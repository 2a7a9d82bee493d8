package org.meta4j.bench.lenet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.meta4j.compress.CompressedNetwork;
import org.meta4j.compress.CompressionReport;
import org.meta4j.compress.Compressor;
import org.meta4j.compress.SupervisedRetrainer;
import org.meta4j.data.IdxImages;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.Augmentation;
import org.meta4j.learners.supervised.EpochResult;
import org.meta4j.learners.supervised.RateSchedule;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.learners.supervised.TrainedNetwork;

/** Trains a network on digits, compresses it into a file, and counts the errors of what is read from that file. */
public final class LenetCompression {
    private static final int BATCH = 64;
    private static final double RATE = 1e-3;

    private final LenetSettings settings;
    private final Workers workers;
    private final Consumer<EpochResult> epochs;

    /** @param epochs hears of each epoch, of training and of the recipe's stages */
    public LenetCompression(LenetSettings settings, Workers workers, Consumer<EpochResult> epochs) {
        this.settings = settings;
        this.workers = workers;
        this.epochs = epochs;
    }

    /** @param file for the compressed network */
    public LenetResult run(IdxImages images, Path file) {
        long began = System.nanoTime();
        SupervisedData train = SupervisedData.training(images);
        SupervisedData counted = SupervisedData.test(images);
        if (settings.validation() > 0) {
            SupervisedData.Split split = train.split(settings.validation(), settings.seed());
            train = split.train();
            counted = split.validation();
        }
        TrainedNetwork base = trained(train);
        SupervisedRetrainer retrainer = new SupervisedRetrainer(base, train, workers, settings.seed() + 1)
                .augment(augmentation())
                .listen(epochs::accept);
        CompressedNetwork compressed = Compressor.compress(base, settings.recipe(), retrainer);
        compressed.save(file);
        double seconds = (System.nanoTime() - began) / 1e9;
        CompressionReport report = compressed.report(base);
        long bytes = size(file);
        return new LenetResult(
                settings.network().label(),
                settings.recipe().toString(),
                settings.validation() > 0 ? "validation" : "test",
                counted.count(),
                base.errors(counted, workers),
                CompressedNetwork.load(file).network().errors(counted, workers),
                report.weightBytesBefore(),
                bytes,
                report.weightBytesAfter(),
                (double) report.weightBytesBefore() / bytes,
                seconds,
                report.layers());
    }

    private TrainedNetwork trained(SupervisedData train) {
        SupervisedSettings how = SupervisedSettings.DEFAULT
                .withBatch(BATCH)
                .withEpochs(settings.epochs())
                .withRate(RATE, RateSchedule.COSINE)
                .withSeed(settings.seed());
        return new SupervisedTrainer(Layered.parse(settings.network().layers(), train.shape()), how, workers)
                .augment(augmentation())
                .listen(epochs::accept)
                .train(train);
    }

    private Augmentation augmentation() {
        return settings.jitter() == 0 ? Augmentation.NONE : Augmentation.jitter(settings.jitter());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
