BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Cancellation' {
    BeforeAll {
        # Sends one VM and then nothing more, until the client goes away.
        $server = Start-TestServer -With @{ First = (Get-VmListText 1).TrimEnd(']') + ',' } {
            param($request, $with)
            $response = $request.Context.Response
            $response.SendChunked = $true
            $bytes = [Text.Encoding]::UTF8.GetBytes($with.First)
            $response.OutputStream.Write($bytes, 0, $bytes.Length)
            $response.OutputStream.Flush()
            $filler = [Text.Encoding]::UTF8.GetBytes(' ')
            try {
                while ($true) { $response.OutputStream.Write($filler, 0, 1); $response.OutputStream.Flush(); Start-Sleep -Milliseconds 20 }
            }
            catch { $with.Left = $true; throw }
        }
        $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
    }
    AfterAll { Disconnect-Fluence; Stop-TestServer $server }

    It 'Select-Object -First 1 gets the first VM before the body has ended, and ends the work without an error' {
        $Error.Clear()
        (Get-FluenceVm -Connection $connection | Select-Object -First 1).Name | Should -Be 'vm-1'
        $Error.Count | Should -Be 0
    }

    It 'Ctrl+C ends a list that never ends' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript(("param(`$connection) Import-Module '$env:FLUENCEVM_MODULE'; Get-FluenceVm -Connection " +
            "`$connection")).AddArgument($connection)
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
        $deadline = [DateTime]::UtcNow.AddSeconds(30)
        while ($output.Count -eq 0 -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 10 }
        $output.Count | Should -Be 1
        $shell.Stop()
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Streams.Error.Count | Should -Be 0
        $running.IsCompleted | Should -BeTrue
        $shell.Dispose()
    }

    It 'Ctrl+C ends the waiting between two attempts' {
        $busy = Start-TestServer { @{ Status = 503; Body = '{"error":"later"}'; Headers = @{ 'Retry-After' = '50' } } }
        $shell = [powershell]::Create()
        try {
            $later = Connect-Fluence -ApiKey $Canary -Endpoint $busy.Uri -ApiVersion MarketV3
            $null = $shell.AddScript(("param(`$connection) Import-Module '$env:FLUENCEVM_MODULE'; Get-FluenceVm -Connection " +
                "`$connection")).AddArgument($later)
            $null = $shell.BeginInvoke()
            $deadline = [DateTime]::UtcNow.AddSeconds(30)
            while ($busy.Requests.Count -eq 0 -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 10 }
            $shell.Stop()
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally { $shell.Dispose(); Stop-TestServer $busy }
    }
}
