package org.meta4j.app.info;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.Texts;
import org.meta4j.data.DataException;
import org.meta4j.onnx.ImportException;
import org.meta4j.onnx.OnnxModel;
import org.meta4j.onnx.OnnxNetwork;

/**
 * What is in an ONNX file, with names as in JSON.
 *
 * @param sha256 of the whole file, in hexadecimal
 * @param producer program that wrote it
 * @param numbers weights and other constants
 * @param inputs sizes by name; −1 for any
 * @param outputs alike
 * @param operators how many nodes of each
 * @param metadata what the file says of itself
 * @param network whether it can be read as a network, to teach or to train further
 * @param obstacle what is in the way of that; empty if nothing is
 */
record OnnxReport(
        String file,
        long bytes,
        String sha256,
        String producer,
        int opset,
        long numbers,
        Map<String, List<Integer>> inputs,
        Map<String, List<Integer>> outputs,
        Map<String, Long> operators,
        Map<String, String> metadata,
        boolean network,
        String obstacle) {

    /** @throws DataException if it is no ONNX file */
    static OnnxReport of(Path file) {
        OnnxModel model;
        try {
            model = OnnxModel.read(file);
        } catch (ImportException e) {
            throw new DataException(String.valueOf(e.getMessage()), e);
        }
        String obstacle = "";
        try {
            OnnxNetwork.of("", model, null);
        } catch (ImportException e) {
            obstacle = String.valueOf(e.getMessage()).replaceFirst("^ONNX file *:? *", "");
        }
        return new OnnxReport(
                file.toString(),
                FilePaths.size(file),
                FileReport.sum(file),
                model.producer(),
                model.opset(),
                model.numbers(),
                model.inputs(),
                model.outputs(),
                model.operators(),
                model.metadata(),
                obstacle.isEmpty(),
                obstacle);
    }

    String text() {
        StringBuilder text = new StringBuilder(file + ": an ONNX file");
        fact(text, "bytes", Texts.count(bytes));
        fact(text, "SHA-256", sha256);
        fact(text, "written by", producer);
        fact(text, "opset", String.valueOf(opset));
        fact(text, "numbers", Texts.count(numbers));
        inputs.forEach((name, sizes) -> fact(text, "input", name + " " + sizes(sizes)));
        outputs.forEach((name, sizes) -> fact(text, "output", name + " " + sizes(sizes)));
        fact(
                text,
                "operators",
                String.join(
                        ", ",
                        operators.entrySet().stream()
                                .map(entry -> entry.getValue() + " × " + entry.getKey())
                                .toList()));
        metadata.forEach((name, value) -> fact(text, name, value));
        fact(text, "as a network", network ? "can teach ('meta4j distill')" : "cannot teach: " + obstacle);
        return text.toString();
    }

    private static String sizes(List<Integer> sizes) {
        return "["
                + String.join(
                        ", ",
                        sizes.stream()
                                .map(size -> size < 0 ? "any" : String.valueOf(size))
                                .toList())
                + "]";
    }

    private static void fact(StringBuilder text, String name, String value) {
        text.append(String.format("%n  %-24s %s", name, value));
    }
}
