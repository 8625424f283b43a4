namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>A response.</summary>
internal sealed record CloudReply(int Status, string Body, params (string Name, string Value)[] Headers)
{
    public static CloudReply Ok(string body) => new(200, body);

    public static CloudReply Error(int status, string code, string text, string violations = "") =>
        new(status, $$"""{"error":"{{text}}","code":"{{code}}"{{(violations.Length > 0 ? $",\"violations\":[{violations}]" : "")}}}""");
}
