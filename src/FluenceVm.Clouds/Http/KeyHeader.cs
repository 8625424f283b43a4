namespace FluenceVm.Clouds.Http;

/// <summary>A header that carries a connection's key.</summary>
/// <param name="Name">The header's name.</param>
/// <param name="Prefix">What stands before the key in it, for example <c>Bearer </c>.</param>
internal sealed record KeyHeader(string Name, string Prefix = "");
