BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Connect-Cudos' {
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'connects to the emulator of the session and says what it is connected to' {
        $context = Connect-Cudos -Emulator
        $context.Emulator | Should -BeTrue
        $context.Denom | Should -Be 'acudos'
        $context.Owner | Should -Be (Get-VmEmulator).Owner
        $context.ContractAddress | Should -Be (Get-VmEmulator).ContractAddress
        Get-CudosContext | Should -Be $context
    }

    It 'shares the emulator with Connect-Fluence -Emulator' {
        $null = Connect-Cudos -Emulator
        $null = Connect-Fluence -Emulator
        try { @(Get-VmEmulator).Count | Should -Be 1 } finally { Disconnect-Fluence }
    }

    It 'recognises an emulator on a port, and takes its contract and account' {
        $emulator = Start-VmEmulator
        $context = Connect-Cudos -Node $emulator.Uri
        $context.Emulator | Should -BeTrue
        $context.Owner | Should -Be $emulator.Owner
        Get-Machine web-1 | Should -Not -BeNullOrEmpty
    }

    It 'acts for another account if one is named' {
        $null = Connect-Cudos -Emulator
        $second = Get-SecondOwner
        $null = Connect-Cudos -Emulator -Owner $second
        (Get-Machine).Id | Should -Be 'db-1'
    }

    It 'asks the next node if one is down' {
        $server = Start-TestServer { @{ Status = 503; Body = 'busy' } }
        $emulator = Start-VmEmulator
        try {
            $context = Connect-Cudos -Node $server.Uri, $emulator.Uri -ContractAddress $emulator.ContractAddress -Owner $emulator.Owner
            $context.Node.Count | Should -Be 2
            (Get-Machine).Count | Should -Be 3
            $server.Requests.Count | Should -BeGreaterThan 0
        }
        finally { Stop-TestServer $server }
    }

    It 'can look but not change without a signer, and says how to get one' {
        $emulator = Start-VmEmulator
        $null = Connect-Cudos -Node $emulator.Uri -ContractAddress $emulator.ContractAddress -Owner $emulator.Owner
        Get-Machine web-1 | Should -Not -BeNullOrEmpty
        { Stop-Machine web-1 } | Should -Throw -ErrorId 'NotSigned,*' -ExpectedMessage '*Connect-Cudos -NodeCommand*-KeyName*-Emulator*'
    }

    It 'names every way to connect if there is no node' {
        { Connect-Cudos } | Should -Throw -ErrorId 'NodeMissing,*' -ExpectedMessage '*-Node*Connect-Cudos -Emulator*'
    }

    It 'is one clear error for <case>, and leaves no connection behind' -ForEach @(
        @{
            case = 'http to another machine'
            arguments = @{ Node = 'http://node.example.com' }
            id = 'EndpointInClearText,*'
            says = '*https*'
        }
        @{
            case = 'a mistyped account'
            arguments = @{ Node = 'https://node.example.com'; Owner = 'cudos1oops' }
            id = 'AddressInvalid,*'
            says = '*checksum*'
        }
        @{
            case = 'a signer without a key'
            arguments = @{ Node = 'https://node.example.com'; NodeCommand = (Get-Process -Id $PID).Path }
            id = 'KeyNameMissing,*'
            says = '*-KeyName*'
        }
        @{
            case = 'a signer that is not there'
            arguments = @{ Node = 'https://node.example.com'; NodeCommand = 'no-such-noded'; KeyName = 'me' }
            id = 'NodeCommandMissing,*'
            says = '*no-such-noded*'
        }
        @{
            case = 'a signer that does not know the key'
            arguments = @{ Node = 'https://node.example.com'; NodeCommand = (Get-Process -Id $PID).Path; KeyName = 'me' }
            id = 'NotSigned,*'
            says = '*-KeyName*'
        }
    ) {
        { Connect-Cudos @arguments } | Should -Throw -ErrorId $id -ExpectedMessage $says
        Get-CudosContext | Should -BeNullOrEmpty
    }

    # A program of one line, which Windows has not: batch files are refused.
    It 'is an error for the key of another account, and takes the account of the key without -Owner' `
        -Tag 'its stand-in program is a script of Unix' -Skip:(
        $PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows) {
        $mine, $other = 'cudos1veskkefqdamkuetjyph82mtzv4ezqvp3wtax8s', 'cudos1veskkefqdamkuetjyph82mtzv4ezqvpjqcgsf0'
        $program = Join-Path $TestDrive noded
        [IO.File]::WriteAllText($program, "#!/bin/sh`necho $other`n")
        & chmod +x $program
        $emulator = Start-VmEmulator
        try {
            $with = @{ Node = $emulator.Uri; NodeCommand = $program; KeyName = 'keyOfB'; ContractAddress = $emulator.ContractAddress }
            { Connect-Cudos @with -Owner $mine } |
                Should -Throw -ErrorId 'OwnerOfAnotherKey,*' -ExpectedMessage "*keyOfB*$other*$mine*-Owner*"
            Get-CudosContext | Should -BeNullOrEmpty
            (Connect-Cudos @with -Owner $other).Owner | Should -Be $other
            (Connect-Cudos @with).Owner | Should -Be $other
        }
        finally { Disconnect-Cudos; Stop-VmEmulator $emulator }
    }

    It 'is an error for a node whose contract is not there' {
        $server = Start-TestServer { @{ Status = 404; Body = '{"code":5,"message":"no such contract: address cudos1x","details":[]}' } }
        try { { Connect-Cudos -Node $server.Uri } |
            Should -Throw -ErrorId 'NotFound,*' -ExpectedMessage '*no such contract*' } finally { Stop-TestServer $server }
    }

    It 'keeps the query of a node''s address to itself: hosted nodes take keys in it' {
        $server = Start-TestServer { @{ Body = '{"data":[]}' } }
        try {
            $node = "$($server.Uri)path?apikey=not-a-real-key-1234"
            $context = Connect-Cudos -Node $node -Owner cudos1veskkefqdamkuetjyph82mtzv4ezqvp3wtax8s
            $context.Node | Should -Be "$($server.Uri)path"
            $server.Requests[-1].Query | Should -Be '?apikey=not-a-real-key-1234'
            Get-Machine -Verbose 4>&1 | Out-String | Should -Not -BeLike '*not-a-real-key*'
        }
        finally { Stop-TestServer $server }
    }
}
