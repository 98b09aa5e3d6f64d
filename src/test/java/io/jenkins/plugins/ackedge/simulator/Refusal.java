package io.jenkins.plugins.ackedge.simulator;

/** Thrown where a request is turned away; it carries the whole answer. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refusal(Answer answer) {
        super(answer.toString());
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
