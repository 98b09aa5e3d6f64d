package io.jenkins.plugins.ackedge.adversary;

import java.util.List;

/** Answers to one kind of request, one after the other; the last one stays. */
final class Answers {
    private final List<Answer> answers;
    private int given;

    private Answers(List<Answer> answers) {
        this.answers = answers;
    }

    static Answers of(Answer... answers) {
        return new Answers(List.of(answers));
    }

    synchronized Answer next() {
        return answers.get(Math.min(given++, answers.size() - 1));
    }
}
