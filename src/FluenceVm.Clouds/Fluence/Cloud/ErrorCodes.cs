namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>Codes of error responses (<c>ErrorCode</c>) that this client acts on.</summary>
internal static class ErrorCodes
{
    public const string InsufficientBalance = "insufficient_balance";
    public const string Conflict = "conflict";
}
