namespace FluenceVm.Model.Errors;

/// <summary>Tells the trouble that a cloud may have from a fault of the module.</summary>
internal static class ServiceTrouble
{
    /// <summary>Whether an exception is the cloud's trouble: an error of its own, an unreadable response, or none at all.</summary>
    public static bool Is(Exception exception) => exception is CloudException or TimeoutException;
}
