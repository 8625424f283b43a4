using System.Reflection;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Http;

/// <summary>Between requests the key is nowhere but in its SecureString.</summary>
public class KeyAtRestTests
{
    [Theory]
    [InlineData(FluenceApiVersion.MarketV2)]
    [InlineData(FluenceApiVersion.MarketV3)]
    [InlineData(FluenceApiVersion.Cloud)]
    public async Task No_object_of_a_connection_holds_the_key_as_text(FluenceApiVersion version)
    {
        var body = version == FluenceApiVersion.Cloud ? """{"items":[],"pagination":{"currentPage":1,"totalPages":1}}""" : "[]";
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, body));
        using var connection = Connections.To(server.Uri, version);
        var reports = new List<object>();
        var client = await connection.OpenAsync(reports.Add, CancellationToken.None);
        await client.ListVmsAsync(new(), _ => { }, CancellationToken.None);
        Assert.Contains(server.Seen[0].Headers, header => header.Value.Contains(Connections.CanaryKey, StringComparison.Ordinal));

        var texts = TextsOf([connection, client, reports]);
        Assert.Contains("GET", texts);
        Assert.DoesNotContain(texts, text => text.Contains(Connections.CanaryKey, StringComparison.Ordinal));
    }

    /// <summary>Every text that can be reached from an object.</summary>
    private static HashSet<string> TextsOf(params object[] roots)
    {
        var texts = new HashSet<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>(roots);
        while (open.TryPop(out var item))
        {
            if (item is string text)
            {
                texts.Add(text);
            }
            // Types and assemblies lead to everything, and hold nothing of a connection. The tests' own servers keep what they saw.
            else if (item is not (null or MemberInfo or Module or Assembly or Pointer)
                && item.GetType().Assembly != typeof(KeyAtRestTests).Assembly
                && (item is ValueType || seen.Add(item))
                && !item.GetType().IsPrimitive)
            {
                Reach(item, open);
            }
        }
        return texts;
    }

    private static void Reach(object item, Stack<object?> open)
    {
        if (item is Array array)
        {
            if (array.Rank == 1 && !array.GetType().GetElementType()!.IsPrimitive && !array.GetType().GetElementType()!.IsPointer)
            {
                foreach (var each in array)
                {
                    open.Push(each);
                }
            }
            return;
        }
        for (var type = item.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer
                    && !field.FieldType.IsByRef
                    && !field.FieldType.IsPrimitive
                    && !field.FieldType.IsEnum
                    && !field.FieldType.IsByRefLike)
                {
                    open.Push(field.GetValue(item));
                }
            }
        }
    }
}
