/** {@code meta4j distill}: a small learner that has learned from other models, and what it is worth on new tasks. */
@NullMarked
package org.meta4j.app.distill;

import org.jspecify.annotations.NullMarked;
