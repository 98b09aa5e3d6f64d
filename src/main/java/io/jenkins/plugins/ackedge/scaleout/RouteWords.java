package io.jenkins.plugins.ackedge.scaleout;

/** What people read about an order where routes differ: what it is called, where it is looked for, what can be undone. */
interface RouteWords {
    /** Whether ACK runs a task for each order, whose id people can use. */
    boolean hasTask();

    /** Who is asked about an order, by the name that people know. */
    String vendor();

    /** What the order is called in the middle of a sentence: {@code task T-1}. */
    String subject(OrderRecord record);

    /** The same at the beginning of a sentence. */
    String capitalSubject(OrderRecord record);

    /** That it is looked for, and where: reads on after "It is not sent again;". */
    String lookedFor(Order order, OrderRecord record);

    /** A line for when it was found by what is certain. */
    String found(OrderRecord record);

    /** What a look found in the end, for an order that stays in doubt. */
    String seen(OrderEvent event);

    /** What somebody does who wants to know what was bought. */
    String whereToLook(Order order, OrderRecord record);

    /** What did not appear for an order that was refused in odd words: {@code no task}. */
    String nothing();

    /** How far it was when the time was up; "" or a phrase that follows "is still running". */
    String howFar(OrderRecord record);

    /** What to do about an order that is not waited for any more. */
    String goOn(OrderRecord record);

    /** What stays bought when an order did not come to a good end. */
    String staysBought(Order order);

    /** That it will be undone, as far as it can be: after an abort that asks for it. */
    String undoing(OrderRecord record, Order order);

    /** What will be undone if an order in doubt is found: reads on after "is looked for", and ends the sentence. */
    String undoneIfFound(Order order);

    /** What came of undoing it. */
    String undone(OrderRecord record, OrderEvent event);

    /** The same, told to somebody who comes later. */
    String undoneBefore(OrderRecord record, Order order);

    /** That not all that was ordered has joined. */
    String partly(OrderRecord record, Order order);

    /** A phrase for what runs while it is watched: {@code watching task T-1}. */
    String watching(OrderRecord record);
}
