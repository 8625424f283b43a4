namespace FluenceVm.Emulator;

/// <summary>Whose response a planted fault imitates.</summary>
public enum EmulatorFaultBody
{
    /// <summary>The service's own: <c>{"error":".."}</c>.</summary>
    Service,

    /// <summary>A gateway's page in HTML.</summary>
    Html,

    /// <summary>A gateway's JSON: <c>{"message":".."}</c>.</summary>
    Json,

    /// <summary>None.</summary>
    Empty,
}
