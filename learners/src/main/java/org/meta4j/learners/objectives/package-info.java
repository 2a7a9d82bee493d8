/** What meta-training lowers: the loss of one episode as a value that can be differentiated, and its gradient over many tasks. */
@NullMarked
package org.meta4j.learners.objectives;

import org.jspecify.annotations.NullMarked;
