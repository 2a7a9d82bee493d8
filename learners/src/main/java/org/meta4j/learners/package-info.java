/** Meta-learners and what they have learned: settings, training, solving new tasks, saving and loading. */
@NullMarked
package org.meta4j.learners;

import org.jspecify.annotations.NullMarked;
