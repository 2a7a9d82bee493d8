package org.meta4j.learners.supervised;

/**
 * An epoch of training is done.
 *
 * @param epoch counted from 1
 * @param epochs of the training
 * @param loss mean over its minibatches, each before its step
 * @param accuracy of the validation examples after it, between 0 and 1; NaN if there are none
 * @param rate of its last step
 * @param trainSeconds of this epoch, without validation
 * @param seconds of training so far, with validation
 */
public record EpochResult(
        int epoch, int epochs, double loss, double accuracy, double rate, double trainSeconds, double seconds) {}
