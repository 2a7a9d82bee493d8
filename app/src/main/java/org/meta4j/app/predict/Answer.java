package org.meta4j.app.predict;

import java.util.List;
import org.meta4j.learners.TaskFile;

/**
 * What is said of one image.
 *
 * @param file as the user named it
 * @param className the most probable class
 * @param probability of it
 * @param nearest supports, nearest first
 */
record Answer(String file, String className, float probability, List<TaskFile.Nearest> nearest) {}
