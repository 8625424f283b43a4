BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Secrets' {
    It 'are in no stream, no error and no transcript of any cmdlet, with -Debug and -Verbose' {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $script = @'
$ErrorActionPreference = 'Continue'; $DebugPreference = 'Continue'; $VerbosePreference = 'Continue'
Start-Transcript '{0}' | Out-Null
$listener = [Net.HttpListener]::new(); $listener.Prefixes.Add('http://127.0.0.1:{1}/'); $listener.Start()
$server = [powershell]::Create().AddScript({{
    param($listener, $canary)
    $number = 0
    while ($listener.IsListening) {{
        $context = $listener.GetContext(); $number++
        # A service that repeats the key in its responses is the worst that can happen.
        $context.Response.StatusCode = 200, 403, 404, 422, 200, 302 | Select-Object -Index ($number % 6)
        $context.Response.AddHeader('Location', "http://127.0.0.1:9/?key=$canary")
        $bytes = [Text.Encoding]::UTF8.GetBytes("{{`"error`":`"bad key $canary`"}}")
        $context.Response.OutputStream.Write($bytes, 0, $bytes.Length); $context.Response.Close()
    }}
}}).AddArgument($listener).AddArgument($env:FLUENCE_API_KEY)
$null = $server.BeginInvoke()
$env:FLUENCE_ENDPOINT = 'http://127.0.0.1:{1}/'
& {{
    foreach ($version in 'Auto', 'MarketV2', 'MarketV3', 'Cloud') {{
        1..3 | ForEach-Object {{
            try {{ Connect-Fluence -ApiKey $env:FLUENCE_API_KEY -ApiVersion $version -Debug -Verbose }} catch {{ $_ }}
        }}
    }}
    # The two variables mixed up, an address with a password, and one that is none.
    $endpoint = $env:FLUENCE_ENDPOINT
    foreach ($wrong in $env:FLUENCE_API_KEY, "https://user:$($env:FLUENCE_API_KEY)@example.com/", "ftp://$($env:FLUENCE_API_KEY)/") {{
        $env:FLUENCE_ENDPOINT = $wrong
        try {{ Connect-Fluence -Debug -Verbose }} catch {{ $_ }}
        try {{ Connect-Fluence -Endpoint $env:FLUENCE_ENDPOINT -Debug -Verbose }} catch {{ $_ }}
        try {{ Connect-Cudos -Node $env:FLUENCE_ENDPOINT -Debug -Verbose }} catch {{ $_ }}
    }}
    $env:FLUENCE_ENDPOINT = $endpoint
    Connect-Fluence -ApiVersion MarketV3
    # A SecureString is asked for: PowerShell's own conversion errors would print the value.
    try {{ Connect-Fluence -ApiKey $env:FLUENCE_API_KEY, $env:FLUENCE_API_KEY }} catch {{ $_ }}
    Get-FluenceContext | Format-List * -Force
    $known = @{{
        Name = 'a'
        NewName = 'b'
        Id = '0x' + '1' * 40
        PublicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA none'
        Image = 'https://example.com/a.img'
        SshKey = 'a'
        TimeoutSec = 1
        Permission = 'vms:read'
        ValidFor = '1d'
    }}
    foreach ($cmdlet in Get-Command -Module FluenceVm -Noun Fluence* | Where-Object Name -ne 'Disconnect-Fluence') {{
        if ($cmdlet.Name -like 'Connect-*') {{ continue }}
        $arguments = @{{}}
        foreach ($parameter in $cmdlet.Parameters.Values | Where-Object {{ $_.Attributes.Mandatory -contains $true }}) {{
            $arguments[$parameter.Name] = $known[$parameter.Name]
        }}
        if ($cmdlet.Parameters.ContainsKey('Confirm')) {{ $arguments.Confirm = $false }}
        if ($cmdlet.Parameters.ContainsKey('TimeoutSec')) {{ $arguments.TimeoutSec = 1 }}
        1..2 | ForEach-Object {{ try {{ & $cmdlet @arguments -Debug -Verbose }} catch {{ $_ }} }}
    }}
}} *>&1 | ForEach-Object {{
    $_
    if ($_ -is [Management.Automation.ErrorRecord]) {{ $_ | Format-List * -Force; $_.Exception.ToString() }}
}} | Out-String -Width 500
$asJson = @{{ Depth = 3; WarningAction = 'SilentlyContinue'; ErrorAction = 'SilentlyContinue' }}
# What a command said twice is looked at once. A copy: what fails below adds to the errors themselves.
@($Error | Sort-Object {{ "$($_.FullyQualifiedErrorId) $_" }} -Unique) | ForEach-Object {{
    $_ | Format-List * -Force | Out-String -Width 500
    "$($_.Exception)"; "$($_.TargetObject)"
    for ($inner = $_.Exception; $inner; $inner = $inner.InnerException) {{ $inner | Format-List * -Force | Out-String -Width 500 }}
    if (Get-Command Get-Error -ErrorAction Ignore) {{ $_ | Get-Error | Out-String -Width 500 }}
    # Some exceptions hold what can't be written as JSON; what could be written by then counts. What the command is made of is much,
    # and never of this session.
    $_ | Select-Object * -ExcludeProperty InvocationInfo | ConvertTo-Json @asJson
    $_.InvocationInfo | Select-Object * -ExcludeProperty MyCommand | ConvertTo-Json @asJson
}}
"errors seen: $($Error.Count)"
Stop-Transcript | Out-Null
# The server's thread may be anywhere; nothing waits for it.
[Environment]::Exit(0)
'@ -f $transcript, (Get-Random -Minimum 20000 -Maximum 32000)
        $env:FLUENCE_API_KEY = $Canary
        try { $text = Invoke-FreshShell $script } finally { Remove-Item Env:FLUENCE_API_KEY }
        $text | Should -Match 'errors seen: [1-9]'
        $text | Should -Match 'GET /'
        $text | Should -Not -Match ([regex]::Escape($Canary))
        Get-Content $transcript -Raw | Should -Not -Match ([regex]::Escape($Canary))
        Get-Content $transcript -Raw | Should -Match 'GET /'
    }

    It 'go to the endpoint alone, in the two documented headers' {
        $server = Start-TestServer { @{ Body = '[]' } }
        try {
            $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
            Get-FluenceVm | Should -BeNullOrEmpty
            $server.Requests[0].Headers['X-API-KEY'] | Should -Be $Canary
            $server.Requests[0].Headers['Authorization'] | Should -Be "Bearer $Canary"
            "$($server.Requests[0].Path)$($server.Requests[0].Query)$($server.Requests[0].Body)" |
                Should -Not -Match ([regex]::Escape($Canary))
        }
        finally { Disconnect-Fluence; Stop-TestServer $server }
    }

    It 'are shown to no proxy, and do not pass one on the way to this machine' {
        if ($PSEdition -ne 'Core') { Set-ItResult -Skipped -Because 'only PowerShell 7 takes the proxy from the environment' }
        # Keeps what it is sent, and refuses.
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $proxy = "http://user:$Canary@127.0.0.1:$($listener.LocalEndpoint.Port)"
        $seen = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
        $shell = [powershell]::Create().AddScript({
            param($listener, $seen)
            while ($true) {
                $client = $listener.AcceptTcpClient()
                $buffer = [byte[]]::new(65536)
                $null = $seen.Add([Text.Encoding]::ASCII.GetString($buffer, 0, $client.GetStream().Read($buffer, 0, $buffer.Length)))
                $answer = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 502 Refused`r`nContent-Length: 0`r`nConnection: close`r`n`r`n")
                $client.GetStream().Write($answer, 0, $answer.Length)
                $client.Dispose()
            }
        }).AddArgument($listener).AddArgument($seen)
        $null = $shell.BeginInvoke()
        $here = Start-TestServer { @{ Body = '[]' } }
        $key = 'another-0000-this-is-no-real-key'
        $names = 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'
        $before = @{}; $names | ForEach-Object { $before[$_] = [Environment]::GetEnvironmentVariable($_) }
        try {
            'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY' | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $proxy) }
            $env:NO_PROXY = $null
            $text = Invoke-FreshShell @"
`$ErrorActionPreference = 'Continue'
try { Connect-Fluence -ApiKey '$key' -Endpoint 'https://api.fluence.test/' -ApiVersion Auto -Debug -Verbose }
catch { `$_; "`$(`$_.Exception)" }
try { Connect-Cudos -Node 'https://node.fluence.test/' -Debug -Verbose } catch { `$_; "`$(`$_.Exception)" }
`$null = Connect-Fluence -ApiKey '$key' -Endpoint '$($here.Uri)' -ApiVersion MarketV3
"here `$(@(Get-FluenceVm).Count)"
"@
            $text | Should -Match 'here 0'
            $here.Requests[0].Headers['X-API-KEY'] | Should -Be $key
            "$seen" | Should -BeLike '*CONNECT api.fluence.test:443*CONNECT node.fluence.test:443*'
            "$seen" | Should -Not -Match 'another'
            "$seen" | Should -Not -BeLike "*$($here.Uri.Authority)*"
            # The proxy's own password is a secret too.
            $text -replace '\s' | Should -Not -Match ([regex]::Escape($Canary))
        }
        finally {
            $names | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
            Stop-TestServer $here
            $listener.Stop()
            $null = $shell.BeginStop($null, $null)
        }
    }
}
