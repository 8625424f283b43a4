using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>Money that somebody means to pay in, on a page that the emulator doesn't have.</summary>
internal sealed class TopUp
{
    public const string Open = "open";

    public Guid Id { get; set; }

    public long AmountCents { get; set; }

    public string Provider { get; set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>How somebody ended it; null if nobody did.</summary>
    public string? Outcome { get; set; }

    public string StatusAt(DateTimeOffset now) => Outcome ?? (ExpiresAt <= now ? "expired" : Open);

    public void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        json.WriteString("id", Id);
        json.WriteNumber("amountCents", AmountCents);
        json.WriteString("currency", "USD");
        json.WriteString("status", StatusAt(now));
        json.WriteString("provider", Provider);
        json.WriteStartObject("presentation");
        json.WriteString("type", "redirect");
        json.WriteString("url", $"https://pay.example.invalid/{Id:D}");
        json.WriteEndObject();
        json.WriteTime("expiresAt", ExpiresAt);
        json.WriteTime("createdAt", CreatedAt);
        json.WriteTime("updatedAt", UpdatedAt);
    }
}
