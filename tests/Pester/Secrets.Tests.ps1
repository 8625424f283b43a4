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
        # A service that repeats the key in its answers is the worst that can happen.
        $context.Response.StatusCode = 200, 403, 404, 422, 200, 302 | Select-Object -Index ($number % 6)
        $context.Response.AddHeader('Location', "http://127.0.0.1:9/?key=$canary")
        $bytes = [Text.Encoding]::UTF8.GetBytes("{{`"error`":`"bad key $canary`"}}")
        $context.Response.OutputStream.Write($bytes, 0, $bytes.Length); $context.Response.Close()
    }}
}}).AddArgument($listener).AddArgument($env:FLUENCE_API_KEY)
$null = $server.BeginInvoke()
$env:FLUENCE_ENDPOINT = 'http://127.0.0.1:{1}/'
& {{
    foreach ($version in 'Auto', 'V2', 'V3') {{
        1..3 | ForEach-Object {{ try {{ Connect-Fluence -ApiKey $env:FLUENCE_API_KEY -ApiVersion $version -Debug -Verbose }} catch {{ $_ }} }}
    }}
    Connect-Fluence -ApiVersion V3
    # A SecureString is asked for: PowerShell's own conversion errors would print the value.
    try {{ Connect-Fluence -ApiKey $env:FLUENCE_API_KEY, $env:FLUENCE_API_KEY }} catch {{ $_ }}
    Get-FluenceContext | Format-List * -Force
    $known = @{{ Name = 'a'; NewName = 'b'; Id = '0x' + '1' * 40; PublicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA none'; Image = 'https://example.com/a.img'; SshKey = 'a'; TimeoutSec = 1 }}
    foreach ($cmdlet in Get-Command -Module FluenceVm -Noun Fluence* | Where-Object Name -ne 'Disconnect-Fluence') {{
        if ($cmdlet.Name -like 'Connect-*') {{ continue }}
        $arguments = @{{}}
        foreach ($parameter in $cmdlet.Parameters.Values | Where-Object {{ $_.Attributes.Mandatory -contains $true }}) {{ $arguments[$parameter.Name] = $known[$parameter.Name] }}
        if ($cmdlet.Parameters.ContainsKey('Confirm')) {{ $arguments.Confirm = $false }}
        if ($cmdlet.Parameters.ContainsKey('TimeoutSec')) {{ $arguments.TimeoutSec = 1 }}
        1..2 | ForEach-Object {{ try {{ & $cmdlet @arguments -Debug -Verbose }} catch {{ $_ }} }}
    }}
}} *>&1 | ForEach-Object {{ $_; if ($_ -is [Management.Automation.ErrorRecord]) {{ $_ | Format-List * -Force; $_.Exception.ToString() }} }} | Out-String -Width 500
$Error | ForEach-Object {{ $_ | Format-List * -Force | Out-String -Width 500; "$($_.Exception)"; "$($_.TargetObject)" }}
"errors seen: $($Error.Count)"
Stop-Transcript | Out-Null
$listener.Close()
'@ -f $transcript, (Get-Random -Minimum 20000 -Maximum 60000)
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
            $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion V3
            Get-FluenceVm | Should -BeNullOrEmpty
            $server.Requests[0].Headers['X-API-KEY'] | Should -Be $Canary
            $server.Requests[0].Headers['Authorization'] | Should -Be "Bearer $Canary"
            "$($server.Requests[0].Path)$($server.Requests[0].Query)$($server.Requests[0].Body)" | Should -Not -Match ([regex]::Escape($Canary))
        }
        finally { Disconnect-Fluence; Stop-TestServer $server }
    }
}
