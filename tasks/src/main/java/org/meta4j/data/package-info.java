/**
 * Examples of many classes to draw tasks from: Omniglot and its one-shot runs, MNIST, Fashion-MNIST, emoji, any folder
 * with one sub-folder a class, any table with a column of classes; how they are divided, put together and compared.
 */
@NullMarked
package org.meta4j.data;

import org.jspecify.annotations.NullMarked;
