package org.meta4j.app.compress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.meta4j.compress.Recipe;
import org.meta4j.data.DataException;

/** A recipe as it is named on the command line. */
final class RecipeChoice {
    private RecipeChoice() {}

    /**
     * The recipe that a text says, or that a file holds if the text ends like a YAML file's name.
     *
     * @throws IllegalArgumentException if it is none
     * @throws DataException if the file cannot be read
     */
    static Recipe of(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
            return Recipe.parse(text);
        }
        Path file = Path.of(text);
        try {
            return Recipe.fromYaml(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new DataException("there is no recipe " + file + ": name a YAML file, or write the stages", e);
        } catch (IOException e) {
            throw new DataException("the recipe " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
