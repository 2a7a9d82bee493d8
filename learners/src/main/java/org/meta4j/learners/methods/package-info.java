/** Meta-learners, each a small file over shared parts: an objective for one task, and a way to solve new ones. */
@NullMarked
package org.meta4j.learners.methods;

import org.jspecify.annotations.NullMarked;
