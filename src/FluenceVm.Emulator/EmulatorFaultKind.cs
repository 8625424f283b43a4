namespace FluenceVm.Emulator;

/// <summary>What a planted fault does.</summary>
public enum EmulatorFaultKind
{
    /// <summary>Answers with <see cref="EmulatorFault.StatusCode"/>; nothing is changed.</summary>
    Status,

    /// <summary>Holds the request up by <see cref="EmulatorFault.Delay"/> of real time, then carries it out.</summary>
    Delay,

    /// <summary>The connection is lost before anything is changed.</summary>
    DropBefore,

    /// <summary>The change is made, and the connection is lost before the response.</summary>
    DropAfter,

    /// <summary>The change is made, and the response's body is half of what it should be, or no JSON at all.</summary>
    Garbage,

    /// <summary>429 with a <c>Retry-After</c> of <see cref="EmulatorFault.RetryAfter"/>; nothing is changed.</summary>
    Throttle,

    /// <summary>The change is made, and the response is <see cref="EmulatorFault.StatusCode"/> all the same.</summary>
    StatusAfter,

    /// <summary>The change is made at once, and the response comes <see cref="EmulatorFault.Delay"/> of real time later.</summary>
    DelayAfter,

    /// <summary>The change is made, and the connection is lost in the middle of the response's body.</summary>
    Half,

    /// <summary>The request arrives twice; the response is that to the second one.</summary>
    Duplicate,

    /// <summary>
    /// The connection is lost, and the request arrives <see cref="EmulatorFault.Delay"/> of the emulator's time later; nobody
    /// gets the response.
    /// </summary>
    Late,

    /// <summary>
    /// A read shows an earlier state: that of <see cref="EmulatorFault.Lag"/> ago, or without the latest
    /// <see cref="EmulatorFault.LagChanges"/> changes. Nothing from before the fault was planted is shown.
    /// </summary>
    Lag,

    /// <summary>The request is accepted, and what it begins fails later: a VM ends as failed. Generation <c>Cloud</c> only.</summary>
    FailsLater,
}
