/** The command {@code adapt}: a folder of examples and a meta-trained model become one file that solves the task. */
@NullMarked
package org.meta4j.app.adapt;

import org.jspecify.annotations.NullMarked;
