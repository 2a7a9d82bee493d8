package org.meta4j.app.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.Writable;
import org.meta4j.data.DataException;
import org.meta4j.onnx.ModelCard;

/** Where a model card goes. */
final class CardFile {
    private CardFile() {}

    /**
     * The file that was named, or one beside the model's, with its name and {@code .md} behind it.
     *
     * @throws DataException if it cannot be written, or somebody else wrote it
     */
    static Path choose(@Nullable Path named, Path model) {
        Path file = named == null ? model.resolveSibling(model.getFileName() + ".md") : named;
        Writable.require(file);
        if (FilePaths.same(file, model)) {
            throw new DataException(
                    "the model card would replace the model " + model + ": name another file with --card");
        }
        if (Files.exists(file) && !isOurs(file)) {
            throw new DataException(file + " is there already and is no model card of meta4j's: name another file with"
                    + " --card, or move it away");
        }
        return file;
    }

    private static boolean isOurs(Path file) {
        try {
            return Files.readString(file).contains(ModelCard.MARK);
        } catch (IOException e) {
            // What is no text is not ours either.
            return false;
        }
    }
}
