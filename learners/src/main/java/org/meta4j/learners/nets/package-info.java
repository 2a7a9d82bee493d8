/** Networks: stateless functions of parameters and input, written down on symbolic values. */
@NullMarked
package org.meta4j.learners.nets;

import org.jspecify.annotations.NullMarked;
