/** Meta-learners, each a small file over shared parts: which objective it lowers in training, and a way to solve new tasks. */
@NullMarked
package org.meta4j.learners.methods;

import org.jspecify.annotations.NullMarked;
