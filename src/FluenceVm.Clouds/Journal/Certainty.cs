using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Journal;

/// <summary>The one rule for whether a failed request certainly changed nothing.</summary>
public static class Certainty
{
    /// <summary>
    /// Whether certainly nothing was changed: the service's own refusal, or a connection that never opened. Everything else,
    /// a gateway's 408, 499 and every 5xx included, may have been carried out.
    /// </summary>
    /// <param name="failure">How the request ended.</param>
    public static bool IsRefusal(Exception failure) => failure switch
    {
        CloudConnectionException connection => !connection.MayHaveArrived,
        CloudException response => response.OwnStatus is 400 or 401 or 403 or 404 or 409 or 413 or 415 or 422 or 429,
        // Thrown before anything is sent.
        ArgumentException or NotSupportedException => true,
        _ => false,
    };

    /// <summary>Whether it is trouble of the service or the network, which passes, and not of the module or the user.</summary>
    /// <param name="failure">How the request ended.</param>
    public static bool IsTrouble(Exception failure) =>
        ServiceTrouble.Is(failure);
}
