package org.meta4j.app.export;

import java.nio.file.Path;
import org.meta4j.app.data.DataOptions;
import org.meta4j.learners.files.AtomicFiles;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.onnx.NetworkCard;
import org.meta4j.onnx.NetworkExport;
import org.meta4j.onnx.OnnxModel;
import org.meta4j.tasks.ExampleShape;

/**
 * A network that was trained on one data set, for other programs.
 *
 * @param bits of weights
 * @param license of the weights
 * @param target file to write
 * @param card its card's file
 */
record ExportedNetwork(TrainedNetwork network, int bits, String license, Path target, Path card) {
    private static final String KIND = "network";

    /** As ONNX. */
    ExportResult onnx(DataOptions data, int calibrationExamples) {
        OnnxModel made = model(data, calibrationExamples);
        made.save(target);
        write(true);
        return ExportResult.onnx(target, KIND, null, bits, card, made, null, null);
    }

    private OnnxModel model(DataOptions data, int calibrationExamples) {
        ExampleShape shape = network.network().exampleShape();
        return switch (bits) {
            case 8 -> NetworkExport.int8(network, shape, CalibrationExamples.ofAll(shape, data, calibrationExamples));
            case 4 ->
                data.isGiven()
                        ? NetworkExport.int4(
                                network, shape, CalibrationExamples.ofAll(shape, data, calibrationExamples))
                        : NetworkExport.int4(network);
            default -> NetworkExport.floats(network);
        };
    }

    /** As plain safetensors. */
    ExportResult parameters() {
        network.save(target);
        write(false);
        return ExportResult.safetensors(target, KIND, null, bits, card);
    }

    private void write(boolean isOnnx) {
        String name = target.getFileName().toString();
        AtomicFiles.writeString(card, new NetworkCard(network, name, isOnnx, bits, license).text());
    }
}
